<?php
$ch = curl_init();

curl_setopt($ch, CURLOPT_URL, "https://apirest.3dcart.com/3dCartWebAPI/v1/CustomerGroups");
curl_setopt($ch, CURLOPT_RETURNTRANSFER, TRUE);
curl_setopt($ch, CURLOPT_HEADER, FALSE);

curl_setopt($ch, CURLOPT_POST, TRUE);

curl_setopt($ch, CURLOPT_POSTFIELDS, "{
  \"CustomerGroupID\": -75462011,
  \"Name\": \"Excepteur reprehenderit mollit\",
  \"Description\": \"aliquip exer\",
  \"MinimumOrder\": 34158822.957761675,
  \"NonTaxable\": true,
  \"AllowRegistration\": false,
  \"DisableRewardPoints\": true,
  \"AutoApprove\": false,
  \"RegistrationMessage\": \"aute enim commodo eiusmod\",
  \"PriceLevel\": -48512740
}");

curl_setopt($ch, CURLOPT_HTTPHEADER, array(
  "Content-Type: application/json",
  "Accept: application/json",
  "SecureURL: ",
  "PrivateKey: ",
  "Token: "
));

$response = curl_exec($ch);
curl_close($ch);

var_dump($response);
