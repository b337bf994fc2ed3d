using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>
/// The model: every mapping of this assembly. Rooms ask for their rows by <see cref="DbContext.Set{TEntity}()"/>. Each database gets a
/// subclass, because each has its own migrations.
/// </summary>
public abstract class AppDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>Whether others use it and go away again: see <see cref="ReadOwnWrites"/>.</summary>
    internal bool IsLent { get; set; }

    /// <summary>
    /// Has the transaction wait for every other one that asked for this and is not over, where the database does not order its writers by
    /// itself. To be asked before anything else is read or locked.
    /// </summary>
    internal abstract Task LockInstanceAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Tries to be the one of all processes that does something, until <see cref="ReleaseTurnAsync"/> or until the connection ends.
    /// </summary>
    /// <param name="what">What only one of them may do at a time.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    internal abstract Task<bool> TryTakeTurnAsync(string what, CancellationToken cancellationToken);

    /// <summary>Lets others do it.</summary>
    internal abstract Task ReleaseTurnAsync(string what);

    /// <summary>The names of the tables that are there, whoever made them.</summary>
    internal abstract Task<List<string>> TablesAsync(CancellationToken cancellationToken);

    /// <summary>What a statement that is written out passes for a time.</summary>
    internal abstract object Stored(DateTimeOffset moment);

    public override void Dispose()
    {
        if (!IsLent)
        {
            base.Dispose();
            GC.SuppressFinalize(this);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (!IsLent)
        {
            await base.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        base.ConfigureConventions(configurationBuilder);

        // Names, not numbers: a row can be read without the source, and reordering an enum changes nothing.
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<BasisPoints>().HaveConversion<Points>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);

        // Both databases then agree on names that raw statements can write without quotes.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsUpper(character) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(character));
        }

        return snake.ToString();
    }

    private sealed class Points() : ValueConverter<BasisPoints, int>(share => share.Value, value => new BasisPoints(value));
}
