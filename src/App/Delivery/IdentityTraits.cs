using ExperimentAdmin.Core.Evaluation;

namespace ExperimentAdmin.App.Delivery;

/// <summary>What is known of an identity while it is answered: what is stored, and over it what was sent.</summary>
internal sealed class IdentityTraits
{
    private static readonly Dictionary<string, ContextValue> s_none = new(StringComparer.Ordinal);

    private IdentityTraits(IReadOnlyDictionary<string, ContextValue> values, IReadOnlyList<SentTrait> listed) => (Values, Listed) = (values, listed);

    /// <summary>Of somebody of whom nothing is known.</summary>
    public static IdentityTraits None { get; } = new(s_none, []);

    /// <summary>For the engine, by name.</summary>
    public IReadOnlyDictionary<string, ContextValue> Values { get; }

    /// <summary>For the answer: what was stored before what was sent first now.</summary>
    public IReadOnlyList<SentTrait> Listed { get; }

    /// <summary>Puts what was sent over what is stored; null takes a trait away.</summary>
    public static IdentityTraits Of(IReadOnlyDictionary<string, ContextValue> stored, IReadOnlyList<SentTrait> sent)
    {
        if (stored.Count == 0 && sent.Count == 0)
        {
            return None;
        }

        var traits = new OrderedDictionary<string, SentTrait>(StringComparer.Ordinal);
        foreach (var (key, value) in stored)
        {
            traits[key] = new SentTrait(key, value, IsTransient: false);
        }

        foreach (var trait in sent)
        {
            if (trait.Value.IsSet)
            {
                traits[trait.Key] = trait;
            }
            else
            {
                _ = traits.Remove(trait.Key);
            }
        }

        var values = new Dictionary<string, ContextValue>(traits.Count, StringComparer.Ordinal);
        foreach (var (key, trait) in traits)
        {
            values.Add(key, trait.Value);
        }

        return new IdentityTraits(values, [.. traits.Values]);
    }
}
