from urllib2 import Request, urlopen

values = """
  [
    {
      "CustomerGroupID": -16732397,
      "Name": "dolore cupidatat adipisicing",
      "Description": "Lorem laboris",
      "MinimumOrder": 2159148.3678348362,
      "NonTaxable": true,
      "AllowRegistration": false,
      "DisableRewardPoints": false,
      "AutoApprove": false,
      "RegistrationMessage": "aliquip deserunt fugiat ad",
      "PriceLevel": 2897868
    },
    {
      "CustomerGroupID": -60342449,
      "Name": "enim adipisicing ut ea",
      "Description": "esse ullamco consectetur",
      "MinimumOrder": -94982155.70143786,
      "NonTaxable": false,
      "AllowRegistration": false,
      "DisableRewardPoints": true,
      "AutoApprove": true,
      "RegistrationMessage": "sint consequat qui",
      "PriceLevel": -70139602
    },
    {
      "CustomerGroupID": -85007591,
      "Name": "aute qui occae",
      "Description": "et magna est aliqua",
      "MinimumOrder": -9184586.049891546,
      "NonTaxable": false,
      "AllowRegistration": false,
      "DisableRewardPoints": false,
      "AutoApprove": true,
      "RegistrationMessage": "enim esse laboris",
      "PriceLevel": -77983017
    }
  ]
"""

headers = {
  'Content-Type': 'application/json',
  'Accept': 'application/json',
  'SecureURL': '',
  'PrivateKey': '',
  'Token': ''
}
request = Request('https://apirest.3dcart.com/3dCartWebAPI/v1/CustomerGroups', data=values, headers=headers)
request.get_method = lambda: 'PUT'

response_body = urlopen(request).read()
print response_body
