//! What a process has used, read from `/proc`: processor time and memory.

use std::fs;

use anyhow::Context;

/// Microseconds of one tick: Linux tells processor time to user space at 100 a second on every machine.
const TICK_US: u64 = 10_000;

/// Microseconds of processor time that a process has used so far, in user and kernel mode.
pub fn cpu_us(pid: u32) -> anyhow::Result<u64> {
    let fields = stat(pid)?;
    Ok((fields[11] + fields[12]) * TICK_US)
}

/// The same with its children: those that ended and were waited for, and those that run.
pub fn tree_cpu_us(pid: u32) -> anyhow::Result<u64> {
    let fields = stat(pid)?;
    let own: u64 = fields[11..15].iter().sum::<u64>() * TICK_US;
    // A child that ends between the two reads is counted by the next one, as waited for.
    Ok(own + children(pid)?.into_iter().filter_map(|child| cpu_us(child).ok()).sum::<u64>())
}

/// The running children of a process.
pub fn children(pid: u32) -> anyhow::Result<Vec<u32>> {
    let path = format!("/proc/{pid}/task/{pid}/children");
    let text = fs::read_to_string(&path).with_context(|| format!("{path} cannot be read"))?;
    Ok(text.split_whitespace().filter_map(|child| child.parse().ok()).collect())
}

/// The parent of a process.
pub fn parent(pid: u32) -> anyhow::Result<u32> {
    Ok(u32::try_from(stat(pid)?[1])?)
}

/// Resident memory now, in KiB.
pub fn memory_kib(pid: u32) -> anyhow::Result<u64> {
    status(pid, "VmRSS:")
}

/// The most resident memory it ever had, in KiB.
pub fn memory_most_kib(pid: u32) -> anyhow::Result<u64> {
    status(pid, "VmHWM:")
}

/// The fields of `/proc/PID/stat` after the name, from the state on; those that are no number, or negative, as 0.
fn stat(pid: u32) -> anyhow::Result<Vec<u64>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).with_context(|| format!("process {pid} is gone"))?;
    let (_, after_name) = text.rsplit_once(") ").context("/proc/PID/stat has no name")?;
    let fields: Vec<u64> = after_name.split(' ').map(|field| field.trim().parse().unwrap_or(0)).collect();
    anyhow::ensure!(fields.len() > 20, "/proc/{pid}/stat is too short");
    Ok(fields)
}

fn status(pid: u32, name: &str) -> anyhow::Result<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).with_context(|| format!("process {pid} is gone"))?;
    let line = text.lines().find_map(|line| line.strip_prefix(name)).with_context(|| format!("no {name}"))?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_uses_time_and_memory_and_has_a_parent() {
        let own = std::process::id();
        let before = cpu_us(own).unwrap();
        let mut sum = 0_u64;
        while cpu_us(own).unwrap() == before {
            sum = std::hint::black_box(sum.wrapping_add(1));
        }
        assert!(tree_cpu_us(own).unwrap() > before);
        assert!(memory_kib(own).unwrap() > 100);
        assert!(memory_most_kib(own).unwrap() >= memory_kib(own).unwrap());
        assert!(parent(own).unwrap() > 0);
    }

    #[test]
    fn a_process_that_is_gone_is_said_to_be() {
        assert!(cpu_us(u32::MAX).unwrap_err().to_string().contains("is gone"));
    }
}
