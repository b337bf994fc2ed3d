using System.Collections.Frozen;
using System.Text.Json;

namespace ExperimentAdmin.Core.Evaluation;

/// <summary>Whether text, or an integer by its digits, is one of a list: a JSON list, or texts between commas, untrimmed.</summary>
internal sealed class ListTest(string list) : ValueTest
{
    private readonly FrozenSet<string> _items = Items(list).ToFrozenSet(StringComparer.Ordinal);

    public override ConditionVerdict Run(ContextValue value) => value.Kind switch
    {
        ContextValueKind.Null => ConditionVerdict.NotSet,
        ContextValueKind.Text or ContextValueKind.Integer => Of(_items.Contains(value.ToText()!)),
        _ => ConditionVerdict.NotComparable,
    };

    /// <summary>The items of a list as it is written.</summary>
    internal static IReadOnlyList<string> Items(string list)
    {
        if (list.StartsWith('['))
        {
            try
            {
                using var document = JsonDocument.Parse(list);
                return [.. document.RootElement.EnumerateArray().Select(Text)];
            }
            catch (JsonException)
            {
                return list.Split(',');
            }
        }

        return list.Split(',');
    }

    private static string Text(JsonElement item) => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array
        ? item.GetRawText()
        : ContextValue.Of(item).ToText() ?? "None";
}
