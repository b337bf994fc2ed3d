using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Shell.Pages.Acting;

/// <summary>
/// What pages and parts that read or act are made from. When the database is away while somebody acts on one, a message says so and the page
/// stays as it is, with all that they typed. What was begun on a page that was left meanwhile tells the next one nothing.
/// A page that cannot be loaded at all is the frame's matter, and pages without a circuit have nobody to tell: they fail as a whole.
/// </summary>
public abstract partial class ActingPart : ComponentBase, IHandleEvent, IDisposable
{
    private static readonly AsyncLocal<Act?> s_act = new();

    [Inject]
    public required Toasts FaultToasts { get; init; }

    [Inject]
    public required LogThrottle LogThrottle { get; init; }

    [Inject]
    public required ILogger<ActingPart> FaultLogger { get; init; }

    [Inject]
    public required PageVisits Visits { get; init; }

    /// <summary>Whether it is no longer shown.</summary>
    protected bool IsGone { get; private set; }

    /// <summary>
    /// Whether what is being done was begun on a page that was left since, or on another thing that the page showed then. What comes of it
    /// may be said, but neither shown nor followed to another address. To be asked after whatever an act waits for.
    /// </summary>
    protected bool WasLeft => s_act.Value is { IsOver: true };

    /// <summary>The place among <see cref="PageVisits"/> of what is being done; null outside of acts.</summary>
    private protected static long? ActBegan => s_act.Value?.Began;

    void IDisposable.Dispose()
    {
        if (IsGone)
        {
            return;
        }

        IsGone = true;
        if (GetType().IsDefined(typeof(RouteAttribute), inherit: false))
        {
            Visits.End(); // With the page goes all that was begun on its parts.
        }

        LetGo();
        GC.SuppressFinalize(this);
    }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        if (WasLeft)
        {
            return; // A part of what was shown before tells this page how its act ended.
        }

        var tellsAtOnce = ActBegan is not null;
        s_act.Value = new Act(Visits, ActBegan ?? Visits.Next());
        try
        {
            var handling = item.InvokeAsync(arg);
            if (!handling.IsCompletedSuccessfully)
            {
                tellsAtOnce = false;
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
            FaultToasts.Say(fault.Sentence, Severity.Error);
            if (LogThrottle.MaySay(fault.Code))
            {
                LogAway(FaultLogger, fault.Sentence, exception);
            }
        }

        StateHasChanged();
        if (tellsAtOnce)
        {
            await Task.Yield(); // Nothing is rendered before the part's own act waits for something, and it goes on with what it is given.
        }
    }

    /// <summary>It is no longer shown: once, whatever it held can go.</summary>
    protected virtual void LetGo()
    {
    }

    /// <summary>
    /// Hands on what went wrong with something that nobody on the page asked for, such as showing what others changed. While the database
    /// is away the page stays as it is.
    /// </summary>
    protected Task ReportAsync(Exception exception)
        => DatabaseFault.Of(exception) is null ? DispatchExceptionAsync(exception) : Task.CompletedTask;

    /// <summary>What follows belongs to no act: a page that is shown because of one is not part of it.</summary>
    private protected static void EndAct() => s_act.Value = null;

    [LoggerMessage(Level = LogLevel.Error, Message = "What people do on open pages fails, which is said once a minute: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason, Exception exception);

    private sealed record Act(PageVisits Visits, long Began)
    {
        public bool IsOver => Visits.IsOver(Began);
    }
}
