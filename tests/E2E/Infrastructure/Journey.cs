using System.Collections.Concurrent;
using ExperimentAdmin.Core.Access.Grants;
using Microsoft.Playwright;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>
/// A test with browser windows, each a person of its own. What the browser reports as an error fails it, unless it said
/// before that it expects that. A failed test leaves behind what it did and how its windows looked at the end;
/// <c>E2E_TRACES=all</c> records how they looked at every step, which takes longer.
/// </summary>
public abstract class Journey(RunningApp app) : IAsyncDisposable
{
    private static readonly ViewportSize s_phone = new() { Width = 390, Height = 844 };

    private static readonly bool s_tracesAll = Environment.GetEnvironmentVariable("E2E_TRACES") is "all";

    private readonly List<IBrowserContext> _windows = [];
    private readonly List<IPage> _tabs = [];
    private readonly List<SilentProxy> _networks = [];
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly List<string> _expected = [];
    private volatile bool _isServerAway;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected RunningApp App { get; } = app;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var unexpected = _complaints.Where(complaint => !_expected.Exists(expected => complaint.Contains(expected, StringComparison.Ordinal)))
            .ToList();
        var failed = TestContext.Current.TestState?.Result is TestResult.Failed || unexpected.Count > 0;
        foreach (var (number, window) in _windows.Index())
        {
            if (failed)
            {
                await LeaveBehindAsync(window, Path.Join(Places.Traces, $"{TestContext.Current.TestMethod?.MethodName}-{number}"));
            }

            await window.CloseAsync();
        }

        foreach (var tab in _tabs)
        {
            await tab.CloseAsync();
        }

        foreach (var network in _networks)
        {
            await network.DisposeAsync(); // After the windows that are open on it.
        }

        unexpected.ShouldBeEmpty("The browser reported errors.");
    }

    /// <summary>Opens a window of somebody who is not signed in.</summary>
    /// <param name="server">Default: the shared server.</param>
    /// <param name="viewport">Default: that of a laptop.</param>
    protected async Task<IPage> NewWindowAsync(AppServer? server = null, ViewportSize? viewport = null)
        => await OpenAsync(server ?? await App.Shared, session: null, viewport);

    /// <summary>Opens a window of somebody who is not signed in, and who comes through a proxy whose certificate they trust.</summary>
    protected Task<IPage> NewWindowAsync(HttpsProxy proxy) => OpenAsync(new() { BaseURL = proxy.Address.ToString(), IgnoreHTTPSErrors = true });

    /// <summary>Opens the browser of a phone, which has no mouse, for somebody of a role who signed in before.</summary>
    protected async Task<IPage> SignedInOnAPhoneAsync(Role role)
    {
        var server = await App.Shared;
        return await OpenAsync(new()
        {
            BaseURL = server.Address.ToString(),
            StorageState = await App.SessionAsync(server, role),
            ViewportSize = s_phone,
            HasTouch = true,
            IsMobile = true,
        });
    }

    /// <summary>Opens a window of somebody of a role, who signed in before.</summary>
    protected async Task<IPage> SignedInAsync(Role role, AppServer? server = null, ViewportSize? viewport = null)
    {
        server ??= await App.Shared;
        return await OpenAsync(server, await App.SessionAsync(server, role), viewport);
    }

    /// <summary>A network that can be lost, as long as the test lasts.</summary>
    /// <param name="server">Who is reached over it; default: the shared server.</param>
    protected async Task<SilentProxy> NetworkAsync(AppServer? server = null)
    {
        var network = SilentProxy.Before(server ?? await App.Shared);
        _networks.Add(network);
        return network;
    }

    /// <summary>Opens a window of somebody of a role, who signed in before, and whose network is this one.</summary>
    /// <param name="role">Theirs.</param>
    /// <param name="network">What is between them and the server.</param>
    /// <param name="server">Default: the shared server.</param>
    protected async Task<IPage> SignedInAsync(Role role, SilentProxy network, AppServer? server = null)
        => await OpenAsync(new()
        {
            BaseURL = network.Address.ToString(),
            StorageState = await App.SessionAsync(server ?? await App.Shared, role),
        });

    /// <summary>
    /// Opens a tab of somebody who only looks at the exhibition, in the one window that all such tests of that role share:
    /// it has loaded before what all pages need.
    /// </summary>
    /// <param name="role">Null for somebody who is not signed in.</param>
    protected async Task<IPage> VisitAsync(Role? role)
    {
        var tab = await (await App.VisitorsAsync(role)).NewPageAsync();
        _tabs.Add(tab);
        tab.Console += (_, message) => Hear(message);
        tab.PageError += (_, problem) => Hear(problem);
        return tab;
    }

    /// <summary>What the browser reports with these words is part of the story.</summary>
    protected void Expecting(string complaint) => _expected.Add(complaint);

    /// <summary>
    /// The server goes and comes back while the answer lives: whatever browsers say meanwhile, and each says it in its own words, is
    /// part of the story. It ends when every open page has found its way back; a page that is open when the server goes for good
    /// has to be closed before.
    /// </summary>
    protected IDisposable WhileTheServerIsAway() => new Absence(this);

    /// <summary>Goes to a control as somebody without a mouse does, and makes sure that the focus can be seen there.</summary>
    protected static async Task TabToAsync(ILocator target)
    {
        const int MostStops = 80;
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                (await target.EvaluateAsync<bool>("element => element.matches(':focus-visible')")).ShouldBeTrue("The focus cannot be seen.");
                return;
            }

            await target.Page.Keyboard.PressAsync("Tab");
        }

        throw new ShouldAssertException($"{target} cannot be reached by Tab.");
    }

    private static async Task LeaveBehindAsync(IBrowserContext window, string name)
    {
        await window.Tracing.StopAsync(new() { Path = $"{name}.zip" });
        foreach (var (number, page) in window.Pages.Index())
        {
            await page.ScreenshotAsync(new() { Path = $"{name}-{number}.png" });
        }
    }

    private Task<IPage> OpenAsync(AppServer server, string? session, ViewportSize? viewport)
        => OpenAsync(new() { BaseURL = server.Address.ToString(), StorageState = session, ViewportSize = viewport });

    private async Task<IPage> OpenAsync(BrowserNewContextOptions options)
    {
        var window = await App.NewWindowAsync(options);
        await window.Tracing.StartAsync(new() { Screenshots = s_tracesAll, Snapshots = s_tracesAll });
        window.Console += (_, message) => Hear(message);
        window.WebError += (_, problem) => Hear(problem.Error);
        _windows.Add(window);
        return await window.NewPageAsync();
    }

    private void Hear(IConsoleMessage message)
    {
        if (message.Type == "error")
        {
            Hear($"{message.Text} ({message.Location})");
        }
    }

    private void Hear(string complaint)
    {
        if (!_isServerAway)
        {
            _complaints.Enqueue(complaint);
        }
    }

    private sealed class Absence : IDisposable
    {
        private readonly Journey _journey;

        public Absence(Journey journey) => (_journey = journey)._isServerAway = true;

        public void Dispose() => _journey._isServerAway = false;
    }
}
