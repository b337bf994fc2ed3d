namespace ExperimentAdmin.App.Delivery;

/// <summary>In which words an address answers.</summary>
internal enum DeliveryDialect
{
    /// <summary>As Flagsmith's SDKs expect: 403 for every key that does not open, <c>detail</c> says why.</summary>
    Sdk,

    /// <summary>The OpenFeature Remote Evaluation Protocol: 401, and error codes.</summary>
    Ofrep,
}
