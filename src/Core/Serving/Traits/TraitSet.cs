using System.Collections.ObjectModel;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Serving.Traits;

/// <summary>The traits of an identity by exact name, in the order in which they were first said; never changes.</summary>
public sealed class TraitSet : ReadOnlyDictionary<string, ContextValue>
{
    internal TraitSet(OrderedDictionary<string, ContextValue> traits)
        : base(traits)
    {
    }

    /// <summary>Of an identity that has none.</summary>
    public static TraitSet None { get; } = new(new OrderedDictionary<string, ContextValue>(StringComparer.Ordinal));

    /// <summary>These traits with others set; a null deletes. Of several changes of one trait the last counts.</summary>
    internal TraitSet With(IEnumerable<KeyValuePair<string, ContextValue>> changes)
    {
        var traits = new OrderedDictionary<string, ContextValue>(this, StringComparer.Ordinal);
        foreach (var (key, value) in changes)
        {
            if (value.IsSet)
            {
                traits[key] = value;
            }
            else
            {
                _ = traits.Remove(key);
            }
        }

        return new TraitSet(traits);
    }

    /// <summary>These traits with others set and some deleted; of new ones only as many as there is room for.</summary>
    internal TraitSet WithAtMost(int most, IEnumerable<KeyValuePair<string, ContextValue>> changes)
    {
        var all = With(changes);
        return all.Count <= Math.Max(most, Count)
            ? all
            : new TraitSet(new OrderedDictionary<string, ContextValue>(
                all.OrderByDescending(trait => ContainsKey(trait.Key)).Take(Math.Max(most, Count)), StringComparer.Ordinal));
    }

    /// <summary>What has to be changed to get from these traits to others; nulls where one goes.</summary>
    internal Dictionary<string, ContextValue> ChangesTo(TraitSet others)
    {
        var changes = others.Where(other => !TryGetValue(other.Key, out var own) || own != other.Value)
            .ToDictionary(other => other.Key, other => other.Value, StringComparer.Ordinal);
        foreach (var gone in Keys.Where(key => !others.ContainsKey(key)))
        {
            changes[gone] = ContextValue.Null;
        }

        return changes;
    }
}
