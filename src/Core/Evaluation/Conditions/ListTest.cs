using System.Text.Json;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>Whether text, or an integer by its digits, is one of a list: a JSON list, or texts between commas, untrimmed.</summary>
internal sealed class ListTest(string list) : ValueTest
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _items =
        Items(list).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public override ConditionVerdict Run(ContextValue value) => value.Kind switch
    {
        ContextValueKind.Null => ConditionVerdict.NotSet,
        ContextValueKind.Text => Of(_items.Set.Contains(value.AsText)),
        ContextValueKind.Integer => Of(HasDigits(value)),
        _ => ConditionVerdict.NotComparable,
    };

    private bool HasDigits(ContextValue integer)
    {
        Span<char> room = stackalloc char[ContextValue.RoomForText];
        return _items.Contains(integer.TextIn(room));
    }

    /// <summary>The items of a list as it is written. What is no JSON list of texts is split at commas.</summary>
    internal static IReadOnlyList<string> Items(string list) => TryRead(list, out _) ?? list.Split(',');

    /// <summary>Whether a JSON list has half a character in it, which JSON can spell and which is no text.</summary>
    internal static bool HasHalfCharacter(string list)
    {
        _ = TryRead(list, out var isHalf);
        return isHalf;
    }

    /// <summary>Whether a list is written as JSON, and not with commas.</summary>
    internal static bool IsJson(string list) => TryRead(list, out var isHalf) is not null || isHalf;

    /// <summary>Whether a JSON list has items that are no texts.</summary>
    internal static bool HasOtherThanTexts(string list)
    {
        if (TryRead(list, out _) is null)
        {
            return false;
        }

        using var document = JsonDocument.Parse(list);
        return document.RootElement.EnumerateArray().Any(item => item.ValueKind is not JsonValueKind.String);
    }

    private static string[]? TryRead(string list, out bool isHalf)
    {
        isHalf = false;
        if (!list.StartsWith('['))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(list);
            return [.. document.RootElement.EnumerateArray().Select(Text)];
        }
        catch (JsonException)
        {
            return null;
        }
        catch (Exception half) when (half is ArgumentException or InvalidOperationException) // As it is, or escaped.
        {
            isHalf = true;
            return null;
        }
    }

    private static string Text(JsonElement item) => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array
        ? item.GetRawText()
        : ContextValue.Of(item).ToText() ?? "None";
}
