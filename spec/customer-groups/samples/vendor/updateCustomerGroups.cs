//Common testing requirement. If you are consuming an API in a sandbox/test region, uncomment this line of code ONLY for non production uses.
//System.Net.ServicePointManager.ServerCertificateValidationCallback = delegate { return true; };

//Be sure to run "Install-Package Microsoft.Net.Http" from your nuget command line.
using System;
using System.Net.Http;

var baseAddress = new Uri("https://apirest.3dcart.com/");

using (var httpClient = new HttpClient{ BaseAddress = baseAddress })
{

  
  httpClient.DefaultRequestHeaders.TryAddWithoutValidation("accept", "application/json");
  
  httpClient.DefaultRequestHeaders.TryAddWithoutValidation("secureurl", "");
  
  httpClient.DefaultRequestHeaders.TryAddWithoutValidation("privatekey", "");
  
  httpClient.DefaultRequestHeaders.TryAddWithoutValidation("token", "");
  
    using (var content = new StringContent("[  {    \"CustomerGroupID\": -16732397,    \"Name\": \"dolore cupidatat adipisicing\",    \"Description\": \"Lorem laboris\",    \"MinimumOrder\": 2159148.3678348362,    \"NonTaxable\": true,    \"AllowRegistration\": false,    \"DisableRewardPoints\": false,    \"AutoApprove\": false,    \"RegistrationMessage\": \"aliquip deserunt fugiat ad\",    \"PriceLevel\": 2897868  },  {    \"CustomerGroupID\": -60342449,    \"Name\": \"enim adipisicing ut ea\",    \"Description\": \"esse ullamco consectetur\",    \"MinimumOrder\": -94982155.70143786,    \"NonTaxable\": false,    \"AllowRegistration\": false,    \"DisableRewardPoints\": true,    \"AutoApprove\": true,    \"RegistrationMessage\": \"sint consequat qui\",    \"PriceLevel\": -70139602  },  {    \"CustomerGroupID\": -85007591,    \"Name\": \"aute qui occae\",    \"Description\": \"et magna est aliqua\",    \"MinimumOrder\": -9184586.049891546,    \"NonTaxable\": false,    \"AllowRegistration\": false,    \"DisableRewardPoints\": false,    \"AutoApprove\": true,    \"RegistrationMessage\": \"enim esse laboris\",    \"PriceLevel\": -77983017  }]", System.Text.Encoding.Default, "application/json"))
    {
      using (var response = await httpClient.PutAsync("3dCartWebAPI/v1/CustomerGroups", content))
      {
        string responseData = await response.Content.ReadAsStringAsync();
      }
  }
}
