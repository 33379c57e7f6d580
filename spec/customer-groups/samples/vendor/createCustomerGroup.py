from urllib2 import Request, urlopen

values = """
  {
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
  }
"""

headers = {
  'Content-Type': 'application/json',
  'Accept': 'application/json',
  'SecureURL': '',
  'PrivateKey': '',
  'Token': ''
}
request = Request('https://apirest.3dcart.com/3dCartWebAPI/v1/CustomerGroups', data=values, headers=headers)

response_body = urlopen(request).read()
print response_body
