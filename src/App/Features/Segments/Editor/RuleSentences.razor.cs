using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.Editor;

/// <summary>Who is in a segment, to read.</summary>
public sealed partial class RuleSentences
{
    /// <summary>All of these must hold.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<SegmentRule> Parts { get; set; }
}
