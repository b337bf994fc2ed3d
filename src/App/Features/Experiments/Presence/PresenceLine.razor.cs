using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Experiments.Presence;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Presence;

/// <summary>Says who else has this experiment open, and who of them edits it; and tells them of whoever looks.</summary>
public sealed partial class PresenceLine
{
    private readonly string _visit = Guid.NewGuid().ToString("N");
    private IReadOnlyList<PresentPerson> _others = [];
    private ITimer? _timer;
    private (int Environment, int Experiment, bool IsEditing) _said;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required int ExperimentId { get; set; }

    /// <summary>Whether something is being edited on this page.</summary>
    [Parameter, EditorRequired]
    public required bool IsEditing { get; set; }

    [Inject]
    public required Presences Presences { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required ILogger<PresenceLine> Logger { get; init; }

    private string Text
    {
        get
        {
            var editors = _others.Where(other => other.IsEditing).Select(other => other.Name).ToList();
            var readers = _others.Where(other => !other.IsEditing).Select(other => other.Name).ToList();
            return string.Join(" ", new[]
            {
                editors.Count == 0 ? null : $"{DisplayText.List(editors)} {(editors.Count == 1 ? "is" : "are")} editing this experiment right now.",
                readers.Count == 0 ? null : $"{DisplayText.List(readers)} {(readers.Count == 1 ? "has" : "have")} it open too.",
            }.OfType<string>());
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        var now = (Workspace.Environment.Id, ExperimentId, IsEditing);
        if (_said == now)
        {
            return;
        }

        _said = now;
        _timer ??= Clock.CreateTimer(_ => _ = InvokeAsync(BeatAsync), null, Presences.Beat, Presences.Beat);
        await BeatAsync();
    }

    protected override void LetGo()
    {
        _timer?.Dispose();
        _ = LeaveAsync();
    }

    // Who else is there is good to know and nothing to fail for.
    private async Task BeatAsync()
    {
        if (IsGone)
        {
            return;
        }

        try
        {
            _others = await Presences.BeatAsync(Workspace.Access, Workspace.Environment.Id, ExperimentId, _visit, IsEditing, CancellationToken.None);
            StateHasChanged();
        }
        catch (Exception exception)
        {
            LogNotSaid(Logger, exception);
        }
    }

    private async Task LeaveAsync()
    {
        try
        {
            await Presences.LeaveAsync(_visit, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogNotSaid(Logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Who has an experiment open could not be said.")]
    private static partial void LogNotSaid(ILogger logger, Exception exception);
}
