using System.Text.Json;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>The words that stand for the values of an enum on the wire, as answers write them: <c>product_manager</c>.</summary>
/// <typeparam name="T">The enum.</typeparam>
internal static class WireChoices<T>
    where T : struct, Enum
{
    /// <summary>Every value by its word.</summary>
    public static IReadOnlyDictionary<string, T> All { get; } =
        Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{value}"), StringComparer.Ordinal);

    /// <summary>What is wrong with a filter that is none of the words; null for one that is.</summary>
    public static string? Refuse(string word)
        => All.ContainsKey(word) ? null : $"{WireSentences.NotAChoice(word)} Choose one of {string.Join(", ", All.Keys)}.";
}
