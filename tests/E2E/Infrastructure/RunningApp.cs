using ExperimentAdmin.E2E.Infrastructure;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(RunningApp))]

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>The real application with a fresh database, and one browser, for the whole run.</summary>
public sealed class RunningApp : IAsyncLifetime
{
    private IPlaywright? _playwright;

    public AppServer Server { get; } = new();

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Server.StartAsync(TestContext.Current.CancellationToken);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("E2E_CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await Server.DisposeAsync();
    }
}
