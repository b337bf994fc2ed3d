namespace ExperimentAdmin.App.Delivery.Identities;

/// <summary>Whom an application asks about, and what it says of them.</summary>
/// <param name="Identifier">What it calls them; null for somebody without a name.</param>
/// <param name="Traits">In the order in which they were sent; each name once.</param>
/// <param name="IsTransient">Whether nothing of it is kept.</param>
internal sealed record IdentityRequest(string? Identifier, IReadOnlyList<SentTrait> Traits, bool IsTransient)
{
    /// <summary>The request with its traits as the answer marks them: of somebody of whom nothing is kept, all are transient.</summary>
    public IdentityRequest AsKept()
        => IsTransient || string.IsNullOrEmpty(Identifier) ? this with { Traits = [.. Traits.Select(trait => trait with { IsTransient = true })] } : this;
}
