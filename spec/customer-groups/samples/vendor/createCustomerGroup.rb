require 'rubygems' if RUBY_VERSION < '1.9'
require 'rest_client'

values = '{
  "CustomerGroupID": -75462011,
  "Name": "Excepteur reprehenderit mollit",
  "Description": "aliquip exer",
  "MinimumOrder": 34158822.957761675,
  "NonTaxable": true,
  "AllowRegistration": false,
  "DisableRewardPoints": true,
  "AutoApprove": false,
  "RegistrationMessage": "aute enim commodo eiusmod",
  "PriceLevel": -48512740
}'

headers = {
  :content_type => 'application/json',
  :accept => 'application/json',
  :secureurl => '',
  :privatekey => '',
  :token => ''
}

response = RestClient.post 'https://apirest.3dcart.com/3dCartWebAPI/v1/CustomerGroups', values, headers
puts response
