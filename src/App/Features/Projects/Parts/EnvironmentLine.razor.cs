using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Projects.Parts;

/// <summary>One environment of a project that is being made.</summary>
public sealed partial class EnvironmentLine
{
    /// <summary>Which line of the form it is, from 0.</summary>
    [Parameter, EditorRequired]
    public int Number { get; set; }

    [Parameter, EditorRequired]
    public required EnvironmentDraft Value { get; set; }

    /// <summary>Something of it was typed.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnChange { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnRemove { get; set; }

    private Task ChangeAsync(Action change)
    {
        change();
        return OnChange.InvokeAsync();
    }
}
