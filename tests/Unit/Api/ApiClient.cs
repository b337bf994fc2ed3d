using System.Text;
using System.Text.Json.Nodes;

namespace ExperimentAdmin.Unit.Api;

/// <summary>A script that calls the API.</summary>
internal sealed class ApiClient(HttpClient http) : IDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public HttpClient Http { get; } = http;

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiAnswer> PostAsync(string path, JsonNode? body = null, params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Post, path, body, headers);

    public Task<ApiAnswer> PutAsync(string path, JsonNode body, params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Put, path, body, headers);

    public Task<ApiAnswer> PatchAsync(string path, JsonNode body, params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Patch, path, body, headers);

    public Task<ApiAnswer> DeleteAsync(string path, params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Delete, path, body: null, headers);

    public Task<ApiAnswer> SendAsync(HttpMethod method, string path, JsonNode? body = null, params (string Name, string Value)[] headers)
        => SendTextAsync(method, path, body?.ToJsonString(), "application/json", headers);

    /// <summary>Sends a body as it is.</summary>
    public async Task<ApiAnswer> SendTextAsync(
        HttpMethod method, string path, string? body, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request, Cancellation);
        var answer = new ApiAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(Cancellation),
            response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
        (await ApiContract.OfAsync(Http, Cancellation)).Check(method.Method, path, answer).ShouldBeEmpty();
        return answer;
    }

    public void Dispose() => Http.Dispose();
}
