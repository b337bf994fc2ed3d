using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>How long ago something happened; the exact time on hover and for screen readers.</summary>
public sealed partial class RelativeTime
{
    [Parameter, EditorRequired]
    public required DateTimeOffset At { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }
}
