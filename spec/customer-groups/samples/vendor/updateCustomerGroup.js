var request = new XMLHttpRequest();

request.open('PUT', 'https://apirest.3dcart.com/3dCartWebAPI/v1/CustomerGroups/{customergroupid}');

request.setRequestHeader('Content-Type', 'application/json');
request.setRequestHeader('Accept', 'application/json');
request.setRequestHeader('SecureURL', '');
request.setRequestHeader('PrivateKey', '');
request.setRequestHeader('Token', '');

request.onreadystatechange = function () {
  if (this.readyState === 4) {
    console.log('Status:', this.status);
    console.log('Headers:', this.getAllResponseHeaders());
    console.log('Body:', this.responseText);
  }
};

var body = {
  'CustomerGroupID': -91220762,
  'Name': 'veniam',
  'Description': 'labore a',
  'MinimumOrder': 94622207.44286153,
  'NonTaxable': true,
  'AllowRegistration': true,
  'DisableRewardPoints': false,
  'AutoApprove': true,
  'RegistrationMessage': 'labore u',
  'PriceLevel': -9304683
};

request.send(JSON.stringify(body));
