namespace ExperimentAdmin.App.Delivery.Identities;

/// <summary>When a request that says traits to be kept is answered.</summary>
internal enum TraitWrites
{
    /// <summary>At once. They are written about a second later; what is not written when the process dies is lost.</summary>
    Batched,

    /// <summary>Once they are in the database.</summary>
    Durable,
}
