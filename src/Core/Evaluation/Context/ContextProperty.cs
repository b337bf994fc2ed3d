using ExperimentAdmin.Core.Evaluation.Conditions;

namespace ExperimentAdmin.Core.Evaluation.Context;

/// <summary>What a condition asks about: a trait by its name, or a path into the context.</summary>
internal sealed class ContextProperty(string text)
{
    private const string PathStart = "$.";

    private readonly IReadOnlyList<string>? _path = LooksLikePath(text) ? PropertyPath.TryParse(text) : null;

    /// <summary>Whether the text looks like a path.</summary>
    public static bool LooksLikePath(string text) => text.StartsWith(PathStart, StringComparison.Ordinal);

    /// <summary>The value in a context, cast. A trait that is literally so named comes before the path.</summary>
    public ContextValue In(EvaluationContext context)
    {
        var trait = context.Trait(text);
        return (trait.IsSet || _path is null ? trait : context.At(_path)).Cast();
    }
}
