using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Page;

/// <summary>What is written about the variants of an experiment, and what they look like; nothing where nobody said.</summary>
public sealed partial class ArmNotes
{
    /// <summary>Control, then the variants in ordinal order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Arm> Arms { get; set; }

    private IReadOnlyList<(int Index, Arm Arm)> Noted
        => [.. Arms.Index().Where(arm => arm.Item.Picture is not null || arm.Item.Description.Length > 0)];
}
