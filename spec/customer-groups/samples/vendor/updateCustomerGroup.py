from urllib2 import Request, urlopen

values = """
  {
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
  }
"""

headers = {
  'Content-Type': 'application/json',
  'Accept': 'application/json',
  'SecureURL': '',
  'PrivateKey': '',
  'Token': ''
}
request = Request('https://apirest.3dcart.com/3dCartWebAPI/v1/CustomerGroups/{customergroupid}', data=values, headers=headers)
request.get_method = lambda: 'PUT'

response_body = urlopen(request).read()
print response_body
