using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Feedback;

/// <summary>Refusals of an action that has no form: read out at once.</summary>
public sealed partial class ErrorNotice
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Error> Errors { get; set; }

    [Parameter]
    public string Title { get; set; } = "This was not done";

    /// <summary>What can be done about it.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
