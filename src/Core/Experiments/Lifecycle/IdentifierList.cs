using ExperimentAdmin.Core.Flags.States.UseCases;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>A list of identifiers that somebody pasted, to see who of them gets what.</summary>
/// <param name="Identifiers">Each once, in the order of the list; at least one.</param>
/// <param name="Repeated">How many lines were left out because they repeat an earlier one.</param>
public sealed record IdentifierList(IReadOnlyList<string> Identifiers, int Repeated)
{
    /// <summary>How many one list can have.</summary>
    public const int Most = 100_000;

    /// <summary>How large the text can be, in bytes of UTF-8.</summary>
    public const int MostBytes = 8_000_000;

    private const string Field = "identifiers";

    /// <summary>Reads one identifier a line, exactly: blanks around it count. Empty lines and repetitions are left out.</summary>
    public static Result<IdentifierList> Read(string? text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var identifiers = new List<string>();
        var (number, repeated) = (0, 0);
        foreach (var line in (text ?? string.Empty).EnumerateLines())
        {
            number++;
            var identifier = line.ToString();
            if (identifier.Length == 0)
            {
                continue;
            }

            if (!seen.Add(identifier))
            {
                repeated++;
                continue;
            }

            if (FlagText.CheckIdentifier(identifier).FirstOrDefault() is { } error)
            {
                return new Error.Invalid(error.Code, $"Line {number:N0}: {error.Message}", Field);
            }

            identifiers.Add(identifier);
        }

        return identifiers.Count switch
        {
            0 => new Error.Invalid("identifiers_missing", "Enter at least one identifier, one a line.", Field),
            > Most => new Error.Invalid(
                "identifiers_too_many",
                $"The list has {identifiers.Count:N0} identifiers; at most {Most:N0} can be looked at together. Take out {identifiers.Count - Most:N0}.",
                Field),
            _ => new IdentifierList(identifiers, repeated),
        };
    }

    /// <summary>The refusal of a file whose bytes are no UTF-8: read somehow, other identifiers would be looked at.</summary>
    public static Error NotUtf8() => new Error.Invalid(
        "identifiers_not_utf8", "The file is not written in UTF-8, so its letters cannot be told for sure. Save it as UTF-8, then take it again.", Field);

    /// <summary>The refusal of a text that is larger than <see cref="MostBytes"/>.</summary>
    public static Error TooLarge() => new Error.Invalid(
        "identifiers_too_large", $"The list is larger than {MostBytes / 1_000_000} MB. Take some of it out, or look at it in parts.", Field);
}
