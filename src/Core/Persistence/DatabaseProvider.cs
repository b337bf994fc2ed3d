namespace ExperimentAdmin.Core.Persistence;

/// <summary>The databases that the application runs on.</summary>
public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}
