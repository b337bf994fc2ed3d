using ExperimentAdmin.App.Shell.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Unit.Shell;

public sealed class SecurityHeadersTests
{
    [Theory]
    [InlineData("/fine")]
    [InlineData("/broken")]
    public async Task EveryAnswer_HasThem_AlsoThatOfAFailure(string path)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddProblemDetails();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.MapGet("/fine", () => "fine");
        app.MapGet("/broken", string () => throw new InvalidOperationException("broken"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        answer.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldBe(["same-origin"]);
        answer.Headers.GetValues("Permissions-Policy").Single().Split(", ").ShouldContain("payment=()");
    }
}
