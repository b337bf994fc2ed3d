using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.States.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.States;

/// <summary>What one scope of a flag serves, to read.</summary>
public sealed partial class StateSummary
{
    [Parameter, EditorRequired]
    public required ServedState State { get; set; }

    /// <summary>The flag's variants in ordinal order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<VariantView> Variants { get; set; }

    /// <summary>Whether nobody gets it: of the past, or of an experiment that does not run.</summary>
    [Parameter]
    public bool Muted { get; set; }

    /// <summary>Who is served, for screen readers: "everyone", "Beta testers".</summary>
    [Parameter]
    public string Whom { get; set; } = "everyone";
}
