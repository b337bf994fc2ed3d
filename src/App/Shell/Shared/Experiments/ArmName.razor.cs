using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared.Experiments;

/// <summary>An arm by its colour, its key and, if wanted, what it serves.</summary>
public sealed partial class ArmName
{
    /// <summary>0 for control, then the variants in their fixed order.</summary>
    [Parameter, EditorRequired]
    public required int Index { get; set; }

    [Parameter, EditorRequired]
    public required string Key { get; set; }

    [Parameter]
    public string? Value { get; set; }
}
