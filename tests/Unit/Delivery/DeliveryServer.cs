using System.Text;
using ExperimentAdmin.App.Delivery;
using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentAdmin.Unit.Delivery;

/// <summary>The delivery endpoints alone, on a port of their own, over environments that a test makes.</summary>
internal sealed class DeliveryServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DeliveryServer(WebApplication app) => (_app, Http) = (app, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });

    public HttpClient Http { get; }

    public FakeTimeProvider Clock => (FakeTimeProvider)_app.Services.GetRequiredService<TimeProvider>();

    public DeliveryRoutes Routes => _app.Services.GetRequiredService<DeliveryRoutes>();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts it.</summary>
    /// <param name="database">Where traits would be stored, migrated.</param>
    /// <param name="requestsPerMinute">The limit; 0 for none.</param>
    public static async Task<DeliveryServer> StartAsync(TestDatabase database, int requestsPerMinute = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Delivery:RequestsPerMinute", $"{requestsPerMinute}")]);
        var core = new ServiceCollection().AddSingleton<TimeProvider>(new FakeTimeProvider()).AddCore(database.Options);
        foreach (var service in core.Where(service => service.ServiceType != typeof(IHostedService)))
        {
            builder.Services.Add(service); // Without what would fill it from the database.
        }

        builder.Services.AddDelivery(DeliveryOptions.From(builder.Configuration));
        var app = builder.Build();
        app.UseDelivery();
        app.Run(http => http.Response.WriteAsync("not delivered", http.RequestAborted));
        await app.StartAsync(Cancellation);
        return new DeliveryServer(app);
    }

    /// <summary>Swaps an environment in.</summary>
    public void Serve(LoadedEnvironment environment) => _app.Services.GetRequiredService<ServedEnvironments>().Swap(environment);

    public Task<ApiAnswer> GetAsync(string path, string? key, params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Get, path, null, key, headers);

    public Task<ApiAnswer> PostAsync(string path, string body, string? key, params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Post, path, body, key, headers);

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body, string? key, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Environment-Key", key);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request, Cancellation);
        return new ApiAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(Cancellation),
            response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
