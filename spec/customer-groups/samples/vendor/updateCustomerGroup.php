<?php
$ch = curl_init();

curl_setopt($ch, CURLOPT_URL, "https://apirest.3dcart.com/3dCartWebAPI/v1/CustomerGroups/{customergroupid}");
curl_setopt($ch, CURLOPT_RETURNTRANSFER, TRUE);
curl_setopt($ch, CURLOPT_HEADER, FALSE);

curl_setopt($ch, CURLOPT_CUSTOMREQUEST, "PUT");

curl_setopt($ch, CURLOPT_POSTFIELDS, "{
  \"CustomerGroupID\": -91220762,
  \"Name\": \"veniam\",
  \"Description\": \"labore a\",
  \"MinimumOrder\": 94622207.44286153,
  \"NonTaxable\": true,
  \"AllowRegistration\": true,
  \"DisableRewardPoints\": false,
  \"AutoApprove\": true,
  \"RegistrationMessage\": \"labore u\",
  \"PriceLevel\": -9304683
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
