using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>The model. Each database gets a subclass, because each has its own migrations.</summary>
public abstract class AppDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Counter> Counters => Set<Counter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
}
