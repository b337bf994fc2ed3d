using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ExperimentAdmin.Core.Audit.Reads;

/// <summary>Compares two recorded states field by field, in words.</summary>
public static class AuditChanges
{
    private const string Separator = " › ";

    // What recorded objects call a share of identities; the numbers are basis points.
    private static readonly HashSet<string> s_shares = new(StringComparer.Ordinal) { "percentage", "share", "controlShare" };

    // What tells the items of a list apart, in order of preference; those without are numbered.
    private static readonly string[] s_labels = ["key", "name"];

    /// <summary>Whether a member of a recorded object is a share of identities, in basis points.</summary>
    public static bool IsShare(string member) => s_shares.Contains(member);

    /// <summary>The fields that differ, in the order of the newer state; fields that went away come last.</summary>
    /// <param name="before">The state before; null for none.</param>
    /// <param name="after">The state after; null for none.</param>
    /// <param name="words">Who has words for members of such an object; null for nobody.</param>
    public static IReadOnlyList<AuditFieldChange> Between(string? before, string? after, IRecordWords? words = null)
    {
        var (old, now) = (Flatten(before, words), Flatten(after, words));
        var gone = old.Where(field => !now.ContainsKey(field.Key)).Select(field => new AuditFieldChange(field.Key, field.Value, null));
        return
        [
            .. now.Where(field => old.GetValueOrDefault(field.Key) != field.Value)
                .Select(field => new AuditFieldChange(field.Key, old.GetValueOrDefault(field.Key), field.Value)),
            .. gone,
        ];
    }

    private static OrderedDictionary<string, string> Flatten(string? json, IRecordWords? words)
    {
        var fields = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        if (json is not null)
        {
            using var document = JsonDocument.Parse(json);
            Add(fields, string.Empty, string.Empty, document.RootElement, words);
        }

        return fields;
    }

    private static void Add(OrderedDictionary<string, string> fields, string path, string name, JsonElement element, IRecordWords? words)
    {
        if (words?.Of(name, element) is { } said)
        {
            if (said.Length > 0)
            {
                fields[path] = said;
            }

            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Add(fields, Join(path, Words(property.Name)), property.Name, property.Value, words);
                }

                break;
            case JsonValueKind.Array when element.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String):
                // Words such as tags are read together: which of them is the second says nothing.
                if (element.GetArrayLength() > 0)
                {
                    fields[path] = string.Join(", ", element.EnumerateArray().Select(item => item.GetString()));
                }

                break;
            case JsonValueKind.Array:
                AddItems(fields, path, name, element, words);
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                fields[path] = Text(name, element);
                break;
        }
    }

    private static void AddItems(OrderedDictionary<string, string> fields, string path, string name, JsonElement list, IRecordWords? words)
    {
        var label = s_labels.FirstOrDefault(label => list.EnumerateArray().All(item => Label(item, label) is not null)
            && list.EnumerateArray().DistinctBy(item => Label(item, label), StringComparer.Ordinal).Count() == list.GetArrayLength());
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (label is null)
            {
                Add(fields, $"{path} {index + 1}", name, item, words);
                continue;
            }

            // The label says which item it is, so its ids would only repeat that.
            foreach (var property in item.EnumerateObject()
                .Where(property => property.Name != label && property.Name != "id" && !property.Name.EndsWith("Id", StringComparison.Ordinal)))
            {
                Add(fields, Join(path, Join(Label(item, label)!, Words(property.Name))), property.Name, property.Value, words);
            }
        }
    }

    private static string? Label(JsonElement item, string label)
        => item.ValueKind is JsonValueKind.Object && item.TryGetProperty(label, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Text(string name, JsonElement element) => element.ValueKind switch
    {
        // Moments, such as the end of a key, are called by the question that they answer.
        JsonValueKind.String when name.EndsWith("At", StringComparison.Ordinal) && element.TryGetDateTimeOffset(out var at)
            => at.UtcDateTime.ToString("d MMMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
        JsonValueKind.String when name == "role" => element.GetString()!.Replace('_', ' '),
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Number when IsShare(name) && element.TryGetInt32(out var share) => $"{BasisPoints.Format(share)} %",
        _ => element.GetRawText(),
    };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}{Separator}{name}";

    // controlValue: "control value"
    private static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsUpper(character))
            {
                words.Append(' ');
            }

            words.Append(char.ToLowerInvariant(character));
        }

        return words.ToString();
    }
}
