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
  
    using (var content = new StringContent("{  \"CustomerGroupID\": -75462011,  \"Name\": \"Excepteur reprehenderit mollit\",  \"Description\": \"aliquip exer\",  \"MinimumOrder\": 34158822.957761675,  \"NonTaxable\": true,  \"AllowRegistration\": false,  \"DisableRewardPoints\": true,  \"AutoApprove\": false,  \"RegistrationMessage\": \"aute enim commodo eiusmod\",  \"PriceLevel\": -48512740}", System.Text.Encoding.Default, "application/json"))
    {
      using (var response = await httpClient.PostAsync("3dCartWebAPI/v1/CustomerGroups", content))
      {
        string responseData = await response.Content.ReadAsStringAsync();
      }
  }
}
