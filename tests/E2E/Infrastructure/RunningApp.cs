using System.Collections.Concurrent;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(RunningApp))]

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>One browser for the whole run, and the real application with a fresh database, started when first asked for.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    /// <summary>How long anything in a browser may take on a busy machine before a test gives up on it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private static readonly ViewportSize s_laptop = new() { Width = 1440, Height = 900 };

    private readonly Lazy<Task<IPlaywright>> _playwright = new(Playwright.CreateAsync);
    private readonly Lazy<Task<IBrowser>> _browser;
    private readonly Lazy<Task<AppServer>> _exhibition;
    private readonly Lazy<Task<AppServer>> _shared;
    private readonly ConcurrentDictionary<(Uri Server, Role Role), Lazy<Task<string>>> _sessions = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<IBrowserContext>>> _visitors = new();
    private int _playgrounds;

    public RunningApp()
    {
        _browser = new(LaunchAsync);
        _exhibition = new(() => StartAsync(exhibition: true));
        _shared = new(() => StartAsync(exhibition: false));
    }

    /// <summary>The demo workspace with a project for every state that it has not. Nobody changes anything here.</summary>
    public Task<AppServer> Exhibition => _exhibition.Value;

    /// <summary>The server of the journeys: each takes a playground of its own.</summary>
    public Task<AppServer> Shared => _shared.Value;

    /// <summary>A project that no other test uses.</summary>
    public Playground NextPlayground() => Playgrounds.Numbered(Interlocked.Increment(ref _playgrounds));

    /// <summary>The cookies of somebody who signed in through the page, once for each role and server.</summary>
    public Task<string> SessionAsync(AppServer server, Role role)
        => OnceAsync(_sessions, (server.Address, role), key => SignInAsync(key.Item1, key.Item2));

    /// <summary>A window of its own, as everybody's is: English, in London, without movement, and of a laptop's size by default.</summary>
    public async Task<IBrowserContext> NewWindowAsync(BrowserNewContextOptions options)
    {
        options.Locale = "en-GB";
        options.TimezoneId = "Europe/London";
        options.ReducedMotion = ReducedMotion.Reduce;
        options.ViewportSize ??= s_laptop;
        var window = await (await _browser.Value).NewContextAsync(options);
        window.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return window;
    }

    /// <summary>The window of all who look at the exhibition in a role; null for those who are not signed in.</summary>
    public Task<IBrowserContext> VisitorsAsync(Role? role) => OnceAsync(_visitors, $"{role}", _ => AdmitAsync(role));

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated)
        {
            await (await _browser.Value).DisposeAsync();
            (await _playwright.Value).Dispose();
        }

        List<string> failures = [];
        foreach (var server in new[] { _exhibition, _shared }.Where(server => server.IsValueCreated))
        {
            await using var started = await server.Value;
            failures.AddRange(started.Failures);
        }

        failures.ShouldBeEmpty("The shared servers logged errors.");
    }

    // What failed is tried again by whoever comes next, and not told to everybody.
    private static async Task<TValue> OnceAsync<TKey, TValue>(
        ConcurrentDictionary<TKey, Lazy<Task<TValue>>> made, TKey key, Func<TKey, Task<TValue>> make)
        where TKey : notnull
    {
        var once = made.GetOrAdd(key, key => new(() => make(key)));
        try
        {
            return await once.Value;
        }
        catch (Exception)
        {
            _ = made.TryRemove(KeyValuePair.Create(key, once));
            throw;
        }
    }

    private async Task<IBrowserContext> AdmitAsync(Role? role)
    {
        var server = await Exhibition;
        return await NewWindowAsync(new()
        {
            BaseURL = server.Address.ToString(),
            StorageState = role is { } signedIn ? await SessionAsync(server, signedIn) : null,
        });
    }

    private async Task<string> SignInAsync(Uri server, Role role)
    {
        await using var window = await (await _browser.Value).NewContextAsync(new() { BaseURL = server.ToString() });
        var page = await window.NewPageAsync();
        await new SignInScreen(page).SignInAsync(People.Email(role), People.Password);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        return await window.StorageStateAsync();
    }

    private async Task<IBrowser> LaunchAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        return await (await _playwright.Value).Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("E2E_CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-features=LocalNetworkAccessChecks", // Pages of other sites may ask the server on this machine.
            ],
        });
    }

    private static async Task<AppServer> StartAsync(bool exhibition)
    {
        var server = await AppServer.WithDemoAsync(exhibition);
        await server.StartAsync(CancellationToken.None);
        return server;
    }
}
