namespace ExperimentAdmin.App.Shell.Logs;

/// <summary>How the log is written to stdout.</summary>
internal enum LogFormat
{
    /// <summary>A line an entry, for people; what an exception has to say follows, indented.</summary>
    Text,

    /// <summary>A JSON object a line, and nothing else.</summary>
    Json,
}
