using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ExperimentAdmin.App.Shell.Frame.Refusals;

/// <summary>Keeps the circuit alive when a page throws; that the database is away is no defect of the page's, and is logged throttle.</summary>
public sealed partial class PageBoundary : ErrorBoundary
{
    [Inject]
    public required ILogger<PageBoundary> Logger { get; init; }

    [Inject]
    public required LogThrottle Seldom { get; init; }

    protected override Task OnErrorAsync(Exception exception)
    {
        if (DatabaseFault.Of(exception) is not { } fault)
        {
            LogBroken(Logger, exception); // The framework's own would be a warning, and this is a fault of the program.
        }
        else if (Seldom.MaySay(fault.Code))
        {
            LogAway(Logger, fault.Sentence, exception);
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A page stopped working.")]
    private static partial void LogBroken(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Open pages cannot be shown, which is said once a minute: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason, Exception exception);
}
