require 'rubygems' if RUBY_VERSION < '1.9'
require 'rest_client'

values = '{
  "CustomerGroupID": -91220762,
  "Name": "veniam",
  "Description": "labore a",
  "MinimumOrder": 94622207.44286153,
  "NonTaxable": true,
  "AllowRegistration": true,
  "DisableRewardPoints": false,
  "AutoApprove": true,
  "RegistrationMessage": "labore u",
  "PriceLevel": -9304683
}'

headers = {
  :content_type => 'application/json',
  :accept => 'application/json',
  :secureurl => '',
  :privatekey => '',
  :token => ''
}

response = RestClient.put 'https://apirest.3dcart.com/3dCartWebAPI/v1/CustomerGroups/{customergroupid}', values, headers
puts response
