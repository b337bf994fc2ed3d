using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.TryIt;

/// <summary>Why somebody is in a segment or not, part by part.</summary>
public sealed partial class ExplanationTree
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<SegmentExplanation.RulePart> Parts { get; set; }
}
