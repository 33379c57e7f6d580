var request = new XMLHttpRequest();

request.open('POST', 'https://apirest.3dcart.com/3dCartWebAPI/v1/CustomerGroups');

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
  'CustomerGroupID': -75462011,
  'Name': 'Excepteur reprehenderit mollit',
  'Description': 'aliquip exer',
  'MinimumOrder': 34158822.957761675,
  'NonTaxable': true,
  'AllowRegistration': false,
  'DisableRewardPoints': true,
  'AutoApprove': false,
  'RegistrationMessage': 'aute enim commodo eiusmod',
  'PriceLevel': -48512740
};

request.send(JSON.stringify(body));
