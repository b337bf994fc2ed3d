using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>A test with browser windows, each a person of its own. A failed test leaves its traces behind.</summary>
public abstract class Journey(RunningApp app) : IAsyncDisposable
{
    private readonly List<IBrowserContext> _windows = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected RunningApp App { get; } = app;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result is TestResult.Failed;
        foreach (var (number, window) in _windows.Index())
        {
            var trace = Path.Join(Places.Traces, $"{TestContext.Current.TestMethod?.MethodName}-{number}.zip");
            await window.Tracing.StopAsync(failed ? new() { Path = trace } : null);
            await window.CloseAsync();
        }
    }

    /// <summary>Opens a window on the server of the run, or on another one.</summary>
    protected async Task<IPage> NewWindowAsync(AppServer? server = null)
    {
        var window = await App.Browser.NewContextAsync(new()
        {
            BaseURL = (server ?? App.Server).Address.ToString(),
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            ReducedMotion = ReducedMotion.Reduce,
        });
        await window.Tracing.StartAsync(new() { Screenshots = true, Snapshots = true });
        _windows.Add(window);
        return await window.NewPageAsync();
    }

    protected static async Task HasNoAccessibilityViolationsAsync(IPage page)
    {
        var found = await page.RunAxe();

        found.Violations.Select(violation =>
                $"{violation.Id}: {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}")
            .ShouldBeEmpty();
    }
}
