using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.App.Delivery.Identities;

/// <summary>What is known of an identity while it is answered: what is stored, and over it what was sent.</summary>
internal sealed class IdentityTraits
{
    private static readonly Dictionary<string, ContextValue> s_none = new(StringComparer.Ordinal);

    private IdentityTraits(IReadOnlyDictionary<string, ContextValue> values, IReadOnlyList<SentTrait> listed) => (Values, Listed) = (values, listed);

    /// <summary>Of somebody of whom nothing is known.</summary>
    public static IdentityTraits None { get; } = new(s_none, []);

    /// <summary>For the engine, by name.</summary>
    public IReadOnlyDictionary<string, ContextValue> Values { get; }

    /// <summary>For the answer: what is stored keeps its places, and what was sent its order.</summary>
    public IReadOnlyList<SentTrait> Listed { get; }

    /// <summary>Puts what was sent over what is stored; null takes a trait away.</summary>
    public static IdentityTraits Of(IReadOnlyDictionary<string, ContextValue> stored, IReadOnlyList<SentTrait> sent)
    {
        if (stored.Count == 0 && sent.Count == 0)
        {
            return None;
        }

        var names = sent.Select(trait => trait.Key).ToHashSet(StringComparer.Ordinal);
        var waiting = new Queue<SentTrait>(sent.Where(trait => trait.Value.IsSet));
        var listed = new List<SentTrait>(stored.Count + waiting.Count);
        foreach (var (key, value) in stored)
        {
            if (!names.Contains(key))
            {
                listed.Add(new SentTrait(key, value, IsTransient: false));
            }
            else if (waiting.TryDequeue(out var next))
            {
                listed.Add(next); // Not always the one that was here: the order of what was sent comes first.
            }
        }

        listed.AddRange(waiting);
        return new IdentityTraits(listed.ToDictionary(trait => trait.Key, trait => trait.Value, StringComparer.Ordinal), listed);
    }
}
