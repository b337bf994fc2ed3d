namespace ExperimentAdmin.Core.Common.Names;

/// <summary>
/// The rules of tags, the same wherever there are any. They are kept folded, each once, in the order they were entered: whoever types
/// “Checkout” means the tag “checkout”.
/// </summary>
public static class TagRules
{
    /// <summary>The most tags that one thing has.</summary>
    public const int Most = 10;

    /// <summary>The most characters of one tag.</summary>
    public const int Longest = 30;

    /// <summary>What stands between tags where they are typed.</summary>
    public const char Between = ',';

    /// <summary>The longest text that tags are kept as. A character of Unicode may count twice.</summary>
    internal const int LongestKept = Most * ((Longest * 2) + 1);

    private const string Field = "tags";
    private const char KeptBetween = '\n';

    /// <summary>The tags of a text in which they stand between commas; blank ones are none.</summary>
    public static IReadOnlyList<string> Split(string? typed)
        => [.. (typed ?? string.Empty).Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>Tags as one types them.</summary>
    public static string Join(IEnumerable<string> tags) => string.Join(", ", tags);

    /// <summary>The refusals of tags; empty when they will do.</summary>
    /// <param name="tags">What was entered; null for nothing. Blank ones and those that are there twice do not count.</param>
    public static IEnumerable<Error> Check(IReadOnlyCollection<string>? tags)
    {
        var entered = tags ?? [];
        var folded = Fold(entered);
        return entered.Any(tag => !TextRules.IsText(tag)) ? [TextRules.Malformed(Field)]
            : folded.Count > Most
                ? [new Error.Invalid("too_many_tags", $"These are {folded.Count} tags; at most {Most} fit. Remove some.", Field)]
            : folded.FirstOrDefault(tag => TextRules.IsLonger(tag, Longest)) is { } tooLong
                ? [new Error.Invalid(
                    "tag_too_long", $"A tag has {TextRules.Length(tooLong)} characters; at most {Longest} fit. Shorten it.", Field)]
            : folded.FirstOrDefault(tag => tag.Contains(Between, StringComparison.Ordinal)) is { } listed
                ? [new Error.Invalid("tag_has_comma", $"A comma stands between tags, so “{listed}” is several. Write each on its own.", Field)]
            : folded.Select(tag => NameRules.WhyUnclear(tag, Field, "A tag")).OfType<Error>().Take(1);
    }

    /// <summary>Tags as they are kept: folded, without blank ones, each once.</summary>
    public static IReadOnlyList<string> Fold(IEnumerable<string> tags)
        => [.. tags.Select(tag => TextFold.Fold(string.Join(' ', tag.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))
            .Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>Folded tags as one text of a row, in which a search finds any part of any of them.</summary>
    internal static string Keep(IEnumerable<string> folded) => string.Join(KeptBetween, folded);

    /// <summary>The tags of a row.</summary>
    internal static IReadOnlyList<string> Read(string kept)
        => kept.Length == 0 ? [] : kept.Split(KeptBetween);

    /// <summary>What happened to tags, as records say it.</summary>
    internal static string Change(IReadOnlyCollection<string> before, IReadOnlyCollection<string> after)
        => $"tags {Words(before)} to {Words(after)}";

    private static string Words(IReadOnlyCollection<string> tags) => tags.Count == 0 ? "none" : Join(tags);
}
