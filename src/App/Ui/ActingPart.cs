using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>
/// What pages and parts that read are made from. When the database is away while somebody acts on one, a message says so and the page
/// stays as it is, with all that they typed. A page that cannot be loaded at all is the frame's matter,
/// and pages without a circuit have nobody to tell: they fail as a whole.
/// </summary>
public abstract partial class ActingPart : ComponentBase, IHandleEvent
{
    [Inject]
    public required Toasts FaultToasts { get; init; }

    [Inject]
    public required SeldomSaid SeldomSaid { get; init; }

    [Inject]
    public required ILogger<ActingPart> FaultLogger { get; init; }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        try
        {
            var handling = item.InvokeAsync(arg);
            if (!handling.IsCompletedSuccessfully)
            {
                StateHasChanged(); // What is shown while it lasts.
            }

            await handling;
        }
        catch (OperationCanceledException)
        {
            // As the framework has it: what was given up is no failure.
        }
        catch (Exception exception) when (DatabaseFault.Of(exception) is { } fault)
        {
            FaultToasts.Say(fault.Sentence, NoticeKind.Danger);
            if (SeldomSaid.MaySay(fault.Code))
            {
                LogAway(FaultLogger, fault.Sentence, exception);
            }
        }

        StateHasChanged();
    }

    /// <summary>
    /// Hands on what went wrong with something that nobody on the page asked for, such as showing what others changed. While the database
    /// is away the page stays as it is.
    /// </summary>
    protected Task ReportAsync(Exception exception)
        => DatabaseFault.Of(exception) is null ? DispatchExceptionAsync(exception) : Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "What people do on open pages fails, which is said once a minute: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason, Exception exception);
}
