namespace ExperimentAdmin.Core.Common;

/// <summary>A reason not to start that the operator can mend. The message is one sentence that says what to do.</summary>
public sealed class StartFailureException : Exception
{
    public StartFailureException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
