using ExperimentAdmin.App.Features.Segments.Editor;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.TryIt;

/// <summary>Says whether an identity is in the segment as it is being edited, and why.</summary>
public sealed partial class TryItBox
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private string _identifier = "user_1";
    private IReadOnlyList<string> _shown = [];
    private SegmentExplanation _explanation = new(Matches: false, []);

    /// <summary>The rules as they are being edited.</summary>
    [Parameter, EditorRequired]
    public required RuleDraft Root { get; set; }

    /// <summary>The segment; null while it is not created, when nobody can know who is within a percentage.</summary>
    [Parameter, EditorRequired]
    public required int? SegmentId { get; set; }

    /// <summary>The environment's name.</summary>
    [Parameter, EditorRequired]
    public required string EnvironmentName { get; set; }

    /// <summary>The environment's key, which salts what is hashed of an identity.</summary>
    [Parameter, EditorRequired]
    public required string EnvironmentKey { get; set; }

    protected override void OnParametersSet() => Evaluate();

    private void SetIdentifier(string? identifier)
    {
        _identifier = identifier ?? string.Empty;
        Evaluate();
    }

    private void SetTrait(string trait, string? text)
    {
        _values[trait] = text ?? string.Empty;
        Evaluate();
    }

    private void Evaluate()
    {
        _shown = [.. Root.Traits];
        var traits = _shown.Where(trait => _values.GetValueOrDefault(trait) is { Length: > 0 })
            .ToDictionary(trait => trait, trait => TypedTrait.Read(_values[trait]), StringComparer.Ordinal);
        _explanation = SegmentMatch.Explain(
            SegmentRules.Tidy(Root.ToRules()), SegmentId, new EvaluationContext(EnvironmentKey, EnvironmentName, new EvaluationIdentity(_identifier, traits)));
    }
}
