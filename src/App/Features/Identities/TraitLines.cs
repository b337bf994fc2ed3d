using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.App.Features.Identities;

/// <summary>Reads traits that somebody typed, one a line: <c>plan = pro</c>.</summary>
internal static class TraitLines
{
    private const string Field = "traits";

    /// <summary>Blank lines are skipped; of a name that stands twice the last counts.</summary>
    public static Result<IReadOnlyDictionary<string, ContextValue>> Read(string? text)
    {
        var traits = new Dictionary<string, ContextValue>(StringComparer.Ordinal);
        var errors = new List<Error>();
        foreach (var (index, line) in (text ?? string.Empty).Split('\n').Index())
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && line[..equals].Trim() is { Length: > 0 } name)
            {
                traits[name] = TypedTrait.Read(line[(equals + 1)..].Trim());
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                errors.Add(new Error.Invalid(
                    "trait_malformed", $"Line {index + 1} is not a trait. Write a name, an equals sign and a value: plan = pro.", Field));
            }
        }

        return errors.Count > 0 ? errors : traits;
    }
}
