using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Retention.Reads;
using ExperimentAdmin.Core.Retention.UseCases;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Retention.Parts;

/// <summary>What was archived and removed, and a button that does it now.</summary>
public sealed partial class RetentionRuns
{
    private IReadOnlyList<Error> _refusals = [];
    private bool _busy;

    [Parameter, EditorRequired]
    public required InstanceAccess Access { get; set; }

    [Parameter, EditorRequired]
    public required RetentionView View { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnRun { get; set; }

    [Inject]
    public required RunRetention Run { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private string Intro => !View.Days.IsOn ? "Everything is kept for ever, so there is nothing to run."
        : View.LastRunAt is { } last ? $"Once a day, the last time on {DisplayText.Exact(last)}."
        : "Once a day; the first run comes within the hour.";

    private async Task RunAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            var ran = await Run.RunAsync(new(Access), CancellationToken.None);
            _refusals = ran.Errors;
            if (ran.IsOk)
            {
                Tell(ran.Value);
            }
        }
        finally
        {
            _busy = false;
        }

        if (!WasLeft)
        {
            await OnRun.InvokeAsync();
        }
    }

    private void Tell(IReadOnlyList<RetentionRunItem> runs)
    {
        var removed = runs.Sum(run => run.Removed);
        if (runs.Any(run => run.Fault is not null))
        {
            Toasts.Say("Not everything could be archived. What could not is still there.", Severity.Error);
        }
        else
        {
            Toasts.Say(removed == 0 ? "There was nothing old enough to remove." : $"{DisplayText.Count(removed, "row")} archived and removed.");
        }
    }
}
