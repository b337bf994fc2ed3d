namespace ExperimentAdmin.Core.Persistence;

/// <summary>The database cannot be used, as this process itself found out.</summary>
public sealed class DatabaseFaultException : Exception
{
    /// <param name="fault">Why.</param>
    /// <param name="cause">What the database threw, if it did.</param>
    public DatabaseFaultException(DatabaseFault fault, Exception? cause = null)
        : base(fault?.Sentence, cause) => Fault = fault ?? throw new ArgumentNullException(nameof(fault));

    /// <summary>Why.</summary>
    public DatabaseFault Fault { get; }
}
