<?php
$ch = curl_init();

curl_setopt($ch, CURLOPT_URL, "https://apirest.3dcart.com/3dCartWebAPI/v1/CustomerGroups");
curl_setopt($ch, CURLOPT_RETURNTRANSFER, TRUE);
curl_setopt($ch, CURLOPT_HEADER, FALSE);

curl_setopt($ch, CURLOPT_CUSTOMREQUEST, "PUT");

curl_setopt($ch, CURLOPT_POSTFIELDS, "[
  {
    \"CustomerGroupID\": -16732397,
    \"Name\": \"dolore cupidatat adipisicing\",
    \"Description\": \"Lorem laboris\",
    \"MinimumOrder\": 2159148.3678348362,
    \"NonTaxable\": true,
    \"AllowRegistration\": false,
    \"DisableRewardPoints\": false,
    \"AutoApprove\": false,
    \"RegistrationMessage\": \"aliquip deserunt fugiat ad\",
    \"PriceLevel\": 2897868
  },
  {
    \"CustomerGroupID\": -60342449,
    \"Name\": \"enim adipisicing ut ea\",
    \"Description\": \"esse ullamco consectetur\",
    \"MinimumOrder\": -94982155.70143786,
    \"NonTaxable\": false,
    \"AllowRegistration\": false,
    \"DisableRewardPoints\": true,
    \"AutoApprove\": true,
    \"RegistrationMessage\": \"sint consequat qui\",
    \"PriceLevel\": -70139602
  },
  {
    \"CustomerGroupID\": -85007591,
    \"Name\": \"aute qui occae\",
    \"Description\": \"et magna est aliqua\",
    \"MinimumOrder\": -9184586.049891546,
    \"NonTaxable\": false,
    \"AllowRegistration\": false,
    \"DisableRewardPoints\": false,
    \"AutoApprove\": true,
    \"RegistrationMessage\": \"enim esse laboris\",
    \"PriceLevel\": -77983017
  }
]");

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
