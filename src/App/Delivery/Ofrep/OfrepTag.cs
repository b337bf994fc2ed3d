using System.Buffers;
using System.Globalization;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.App.Delivery.Ofrep;

/// <summary>
/// The entity tag of an answer: the same for the same flags of the same environment and the same context, however the
/// context was written down.
/// </summary>
internal static class OfrepTag
{
    /// <summary>The tag, in quotes.</summary>
    public static string Of(DeliveryCall call, OfrepRequest request)
    {
        var environment = call.Environment;
        var hash = new Fnv1a();
        hash.Add(environment.Id);
        hash.Add(environment.Revision);

        // A database that was restored from a backup gives the same revisions once more, to other changes.
        hash.Add(environment.UpdatedAt.UtcTicks);
        hash.Add((long)call.Kind);
        hash.Add(request.TargetingKey);
        AddInOrder(ref hash, request.Traits);
        return string.Create(CultureInfo.InvariantCulture, $"\"{hash.Value:x16}\"");
    }

    // What is null is as good as not there.
    private static void AddInOrder(ref Fnv1a hash, Dictionary<string, ContextValue> traits)
    {
        var names = ArrayPool<string>.Shared.Rent(traits.Count);
        traits.Keys.CopyTo(names, 0);
        var ordered = names.AsSpan(0, traits.Count);
        ordered.Sort(string.CompareOrdinal);
        foreach (var name in ordered)
        {
            var value = traits[name];
            if (value.IsSet)
            {
                hash.Add(name);
                hash.Add((long)value.Kind);
                hash.Add(value.ToText()!);
            }
        }

        ArrayPool<string>.Shared.Return(names, clearArray: true);
    }
}
